def lambda_handler(event, context):
    session = event["request"]["session"]
    response = event["response"]
    response["issueTokens"] = False
    response["failAuthentication"] = False
    names = [(one["challengeName"], one["challengeResult"]) for one in session]
    if names == [("SRP_A", True)]:
        response["challengeName"] = "PASSWORD_VERIFIER"
    elif names == [("SRP_A", True), ("PASSWORD_VERIFIER", True)]:
        response["challengeName"] = "CUSTOM_CHALLENGE"
    elif names == [("SRP_A", True), ("PASSWORD_VERIFIER", True), ("CUSTOM_CHALLENGE", True)]:
        response["issueTokens"] = True
    else:
        response["failAuthentication"] = True
    return event
