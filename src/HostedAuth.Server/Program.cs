using HostedAuth.Server.Hosting;

var builder = Hosting.CreateBuilder(args);
var app = builder.Build();
await app.PrepareAsync();
app.UseHostedAuth();
await app.RunAsync();
