"""The learned reader: one small quantised encoder of this package, run on the CPU, for whole sentences and for marked pairs.

Belongs here: text to the network's input, its outputs to records. The network is made by `training/`, which is no part of the package.
"""
