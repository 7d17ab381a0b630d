"""What each origin may do: one small module for each rule.

:mod:`scapi.policy.rules` puts the rules of a configuration together, :mod:`scapi.policy.rights` works out what they
mean for one origin, and :mod:`scapi.policy.in_force` holds those that are in force.
"""
