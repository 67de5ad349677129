"""What makes the reader's model: the corpus of the project's own, its checks, and training. Never imported by the package."""
