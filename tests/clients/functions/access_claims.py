def lambda_handler(event, context):
    event["response"]["claimsAndScopeOverrideDetails"] = {
        "idTokenGeneration": {
            "claimsToAddOrOverride": {"family": ["ida", "max"]},
            "claimsToSuppress": ["email_verified"],
        },
        "accessTokenGeneration": {
            "claimsToAddOrOverride": {"tier": {"name": "gold", "level": 2}},
            "scopesToAdd": ["orders/read"],
            "scopesToSuppress": ["aws.cognito.signin.user.admin"],
        },
        "groupOverrideDetails": {"groupsToOverride": ["editors"]},
    }
    return event
