"""CDK entry: `cdk deploy --all -c stage=local|dev|prod`."""

import aws_cdk as cdk

from infra.app import build_app

app = cdk.App()
build_app(app)
app.synth()
