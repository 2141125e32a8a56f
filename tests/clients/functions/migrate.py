def lambda_handler(event, context):
    if event["userName"] != "mia@example.com" or event["request"].get("password") != "Old-passw0rd!":
        raise Exception("Bad password")
    event["response"]["userAttributes"] = {"email": "mia@example.com", "email_verified": "true"}
    event["response"]["finalUserStatus"] = "CONFIRMED"
    event["response"]["messageAction"] = "SUPPRESS"
    return event
