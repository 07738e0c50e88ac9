"""What schedules and Lambdas call: plan, preflight, cost, freshness, reaping, their inputs.

Imports no library that extracts: planning must stay small.
"""
