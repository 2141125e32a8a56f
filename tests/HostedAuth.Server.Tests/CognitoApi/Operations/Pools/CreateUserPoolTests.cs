using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class CreateUserPoolTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_pool_with_only_a_name_has_the_defaults_of_the_API()
    {
        var answer = await server.CallAsync("CreateUserPool", new { PoolName = "shop" });

        answer.ShouldSucceed();
        answer.Text("UserPool.Id")!.ShouldMatch("^us-east-1_[0-9A-Za-z]{9}$");
        answer.Text("UserPool.Arn").ShouldBe($"arn:aws:cognito-idp:us-east-1:000000000000:userpool/{answer.Text("UserPool.Id")}");
        answer.Text("UserPool.MfaConfiguration").ShouldBe("OFF");
        answer.Text("UserPool.DeletionProtection").ShouldBe("INACTIVE");
        answer.Text("UserPool.UserPoolTier").ShouldBe("ESSENTIALS");
        answer.Text("UserPool.LambdaConfig").ShouldBe("{}");
        answer.Text("UserPool.EstimatedNumberOfUsers").ShouldBe("0");
        answer.Text("UserPool.Policies").ShouldBe(
            """{"PasswordPolicy":{"MinimumLength":8,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"RequireUppercase":true,"TemporaryPasswordValidityDays":7},"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}}""");
        answer.Text("UserPool.AdminCreateUserConfig").ShouldBe(
            """{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7}""");
        answer.Text("UserPool.EmailConfiguration.EmailSendingAccount").ShouldBe("COGNITO_DEFAULT");
        answer.Text("UserPool.VerificationMessageTemplate.DefaultEmailOption").ShouldBe("CONFIRM_WITH_CODE");
        answer.Text("UserPool.UserAttributeUpdateSettings").ShouldBe(
            """{"AttributesRequireVerificationBeforeUpdate":[]}""");
        answer.Json.GetProperty("UserPool").GetProperty("SchemaAttributes").GetArrayLength().ShouldBe(20);
        answer.Text("UserPool.SchemaAttributes.0.Name").ShouldBe("sub");
        answer.Text("UserPool.SchemaAttributes.0.Mutable").ShouldBe("false");
    }

    [Fact]
    public async Task A_member_that_other_parts_use_comes_back_as_it_was_given()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            LambdaConfig = new { PreSignUp = "arn:aws:lambda:us-east-1:123456789012:function:check" },
            DeviceConfiguration = new { ChallengeRequiredOnNewDevice = true, DeviceOnlyRememberedOnUserPrompt = false },
            UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" },
            UserPoolTags = new { team = "web" },
        });

        answer.ShouldSucceed();
        answer.Text("UserPool.LambdaConfig.PreSignUp").ShouldBe("arn:aws:lambda:us-east-1:123456789012:function:check");
        answer.Text("UserPool.DeviceConfiguration.ChallengeRequiredOnNewDevice").ShouldBe("true");
        answer.Text("UserPool.UserPoolAddOns.AdvancedSecurityMode").ShouldBe("AUDIT");
        answer.Text("UserPool.UserPoolTags.team").ShouldBe("web");
    }

    [Fact]
    public async Task A_standard_attribute_is_restated_without_a_type()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            Schema = new[] { new { Name = "email", Required = true, Mutable = true } },
        });

        var email = answer.ShouldSucceed().Json.GetProperty("UserPool").GetProperty("SchemaAttributes").EnumerateArray()
            .Single(attribute => attribute.GetProperty("Name").GetString() == "email");
        email.GetProperty("Required").GetBoolean().ShouldBeTrue();
        email.GetProperty("AttributeDataType").GetString().ShouldBe("String");
    }

    [Theory]
    [InlineData("Number", false)]
    [InlineData("String", true)]
    public async Task The_type_of_a_standard_attribute_can_not_change(string type, bool developerOnly)
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            Schema = new[] { new { Name = "email", AttributeDataType = type, DeveloperOnlyAttribute = developerOnly } },
        });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email");
    }

    [Theory]
    [InlineData("0", "2049", "user.custom:x: String attributes cannot have a length of more than 2048")]
    [InlineData("5", "4", "user.custom:x: Max length cannot be less than min length.")]
    [InlineData("5", "5", null)]
    [InlineData("0", "2048", null)]
    public async Task Lengths_of_an_attribute_stay_within_their_limits(string min, string max, string? refusal)
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            Schema = new[]
            {
                new
                {
                    Name = "x",
                    AttributeDataType = "String",
                    StringAttributeConstraints = new { MinLength = min, MaxLength = max },
                },
            },
        });

        if (refusal is null)
        {
            answer.ShouldSucceed();
        }
        else
        {
            answer.ShouldRefuse("InvalidParameterException", refusal);
        }
    }

    [Fact]
    public async Task Aliases_and_username_attributes_exclude_each_other()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            AliasAttributes = new[] { "email" },
            UsernameAttributes = new[] { "email" },
        });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
    }

    [Fact]
    public async Task Recovery_by_administrators_stands_alone()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            AccountRecoverySetting = new
            {
                RecoveryMechanisms = new[]
                {
                    new { Name = "admin_only", Priority = 1 },
                    new { Name = "verified_email", Priority = 2 },
                },
            },
        });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("false", "false")]
    [InlineData("true", null)]
    public async Task Names_compare_without_case_unless_the_pool_is_strict(string strict, string? caseSensitive)
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = strict },
        });

        answer.ShouldSucceed().Text("UserPool.UsernameConfiguration.CaseSensitive").ShouldBe(caseSensitive);
    }

    [Fact]
    public async Task A_reserved_tag_is_refused()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            UserPoolTags = new Dictionary<string, string> { ["aws:x"] = "1" },
        });

        answer.ShouldRefuse("UserPoolTaggingException");
    }
}
