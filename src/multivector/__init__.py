"""Multivector: from news text to an accountable index of a state's foreign relations."""

__version__ = "0.1.0"
