"""A local AWS: moto's server, with what it lacks for a real `cdk deploy` of this app.

A development tool: nothing that is deployed may import it.

Resources that moto's CloudFormation would skip are created through moto's own services, Lambdas run
as code, state machines run in moto's interpreter, and crawl clusters do their step on this machine.
"""
