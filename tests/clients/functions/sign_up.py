def lambda_handler(event, context):
    domain = event["request"]["userAttributes"]["email"].split("@")[1]
    if domain == "blocked.example":
        raise Exception("Cannot register users from " + domain)
    event["response"]["autoConfirmUser"] = domain == "example.com"
    event["response"]["autoVerifyEmail"] = domain == "example.com"
    return event
