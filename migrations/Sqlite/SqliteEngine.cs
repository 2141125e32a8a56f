using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HostedAuth.Migrations.Sqlite;

/// <summary>
/// Makes EF Core 10 run on SQLitePCLRaw 2.0.6 (EF Core asks for 2.1), and prefers the operating system's SQLite, which gets
/// security fixes, to the older one in the bundle. Goes with the change to SQLitePCLRaw 2.1.13 or newer.
/// </summary>
internal static class SqliteEngine
{
#pragma warning disable CA2255 // The library must be found before the first type of SQLitePCLRaw is touched.
    [ModuleInitializer]
    internal static void Initialize()
#pragma warning restore CA2255
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "SQLitePCLRaw.core"
                ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll"))
                : null;
        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), Resolve);
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : IntPtr.Zero;
}
