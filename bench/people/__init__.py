"""Synthetic persons in tables as offices make them, to measure what the privacy gate finds.

Only the generator is kept: persons are made when they are asked for, from a seed. Every NIK,
family card and staff number ends in a serial of noughts, which nobody was ever given.
"""
