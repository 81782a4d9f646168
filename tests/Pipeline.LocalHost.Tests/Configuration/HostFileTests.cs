using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Tests.Configuration;

public sealed class HostFileTests : IDisposable
{
    private const string HostJson = """
        {"version":"2.0","customHandler":{"description":{"defaultExecutablePath":"app"}},
         "extensions":{"queues":{"batchSize":4,"maxPollingInterval":"00:00:10"}}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("host-file-").FullName;

    [Fact]
    public void Without_settings_host_json_holds()
    {
        HostFile file = Read("{}");

        Assert.Equal(4, file.Queues.BatchSize);
        Assert.Equal(TimeSpan.FromSeconds(10), file.Queues.MaxPollingInterval);
        Assert.Equal("api", file.RoutePrefix);
    }

    [Fact]
    public void Settings_replace_and_add_values_whatever_their_letter_case()
    {
        HostFile file = Read("""
            {"AzureFunctionsJobHost__extensions__Queues__MaxPollingInterval":"00:00:01",
             "azurefunctionsjobhost:extensions:queues:batchSize":"2",
             "AzureFunctionsJobHost__extensions__http__routePrefix":"",
             "AzureFunctionsJobHost":"no path", "AzureFunctionsJobHostess__version":"1.0"}
            """);

        Assert.Equal(2, file.Queues.BatchSize);
        Assert.Equal(TimeSpan.FromSeconds(1), file.Queues.MaxPollingInterval);
        Assert.Equal("", file.RoutePrefix);
    }

    [Fact]
    public void A_setting_below_a_single_value_is_refused_by_its_name()
    {
        HostStartException refused = Assert.Throws<HostStartException>(() =>
            Read("""{"AzureFunctionsJobHost__extensions__queues__batchSize__more":"1"}"""));

        Assert.Contains("AzureFunctionsJobHost__extensions__queues__batchSize__more", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private HostFile Read(string settings)
    {
        File.WriteAllText(Path.Combine(folder, "host.json"), HostJson);
        File.WriteAllText(Path.Combine(folder, "local.settings.json"), $$"""{"Values":{{settings}}}""");
        return HostFile.Read(folder, AppSettings.Read(new HostOptions { AppFolder = folder }));
    }
}
