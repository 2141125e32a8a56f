using HostedAuth.Core.SignIn;

namespace HostedAuth.Server.Tests.SignIn;

// What the model remembers.
internal sealed partial class SignInModel
{
    /// <summary>What a move proves if it is accepted.</summary>
    private sealed record Earned(string[] Proofs)
    {
        /// <summary>What a beginning brings along.</summary>
        public string[] Before { get; init; } = [];

        /// <summary>The level that a beginning demands.</summary>
        public int Level { get; init; }

        public bool IsCustom { get; init; }

        /// <summary>The address that the next code goes to, where one is set up.</summary>
        public string? SetsUp { get; init; }

        /// <summary>What has changed then.</summary>
        public Action? Accepted { get; init; }
    }

    /// <summary>A session that was given out.</summary>
    private sealed class Held(SignInStep.Challenge asked, string? code, string[] proven, DateTimeOffset expiresAt)
    {
        private bool _isSpent;

        public string Challenge => asked.Name;

        public string Session => asked.Session;

        public IReadOnlyDictionary<string, string> Parameters => asked.Parameters;

        public string? Code => code;

        public string[] Proven => proven;

        public bool IsCustom { get; init; }

        public bool IsSetUp { get; init; }

        public int Level { get; init; }

        /// <summary>Neither spent nor too old.</summary>
        public bool IsGoodAt(DateTimeOffset now) => !_isSpent && now < expiresAt;

        public void Spend() => _isSpent = true;
    }
}
