def lambda_handler(event, context):
    if event["userName"] != "mia@example.com":
        raise Exception("Bad user name")
    if event["triggerSource"] == "UserMigration_Authentication":
        if event["request"]["password"] != "Old-passw0rd!":
            raise Exception("Bad password")
        event["response"]["finalUserStatus"] = "CONFIRMED"
    event["response"]["userAttributes"] = {"email": "mia@example.com", "email_verified": "true"}
    event["response"]["messageAction"] = "SUPPRESS"
    return event
