using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Identity;

namespace HostedAuth.Core.Users.Identity;

/// <summary>The pool's password policy, for what sets passwords through Identity.</summary>
internal sealed class PolicyValidator(Passwords passwords) : IPasswordValidator<User>
{
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(passwords.Violation(new Secret(password ?? "")) is { } violation
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordPolicy", Description = violation.Words })
            : IdentityResult.Success);
}
