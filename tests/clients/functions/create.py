def lambda_handler(event, context):
    if event["request"]["challengeName"] == "CUSTOM_CHALLENGE":
        event["response"]["publicChallengeParameters"] = {"question": "5+4"}
        event["response"]["privateChallengeParameters"] = {"answer": "9"}
        event["response"]["challengeMetadata"] = "SUM"
    return event
