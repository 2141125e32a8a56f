using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>Which database.</summary>
public sealed record StorageSettings
{
    [Description("`Sqlite` (embedded, one node) or `PostgreSql` (15 or later, any number of nodes).")]
    [AllowedValues("Sqlite", "PostgreSql", ErrorMessage = "must be Sqlite or PostgreSql")]
    public string Provider { get; init; } = "Sqlite";

    [Description("Of Microsoft.Data.Sqlite or Npgsql. For Sqlite the default is a file of the data folder.")]
    public string ConnectionString { get; init; } = "";
}
