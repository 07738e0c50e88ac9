"""What the synthesized policies allow: IAM's rules of evaluation, and what AWS's services ask for.

Reads templates only; needs no account and no server.
"""
