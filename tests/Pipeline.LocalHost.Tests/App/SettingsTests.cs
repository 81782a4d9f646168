using Pipeline.LocalHost.App;

namespace Pipeline.LocalHost.Tests.App;

/// <summary>The app's settings and host.json, which settings override.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_environment_wins_over_the_file_which_adds_what_it_lacks()
    {
        Write("""{"Values":{"PATH":"from the file","ProbeOnlyInTheFile":"value","CONTAINER_NAME":"c"}}""");

        AppSettings settings = Read();

        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), settings.Get("PATH"));
        Assert.Equal("value", settings.Get("probeonlyinthefile"));
    }

    [Fact]
    public void The_host_sets_its_address_and_takes_the_machine_for_no_container()
    {
        Write("""{"Values":{"CONTAINER_NAME":"c","WEBSITE_HOSTNAME":"elsewhere"}}""");

        AppSettings settings = Read();

        Assert.Equal("localhost:8123", settings.Get("WEBSITE_HOSTNAME"));
        Assert.Equal("dotnet-isolated", settings.Get("FUNCTIONS_WORKER_RUNTIME"));
        Assert.Null(settings.Get("CONTAINER_NAME"));
    }

    [Theory]
    [InlineData("a-%ProbeName%-b", "a-n-b")]
    [InlineData("no name", "no name")]
    [InlineData("100% sure", "100% sure")]
    [InlineData("%ProbeName%/%NobodySetsThis%", null)]
    public void Names_between_percent_signs_are_settings(string text, string? expanded)
    {
        Write("""{"Values":{"ProbeName":"n"}}""");

        Assert.Equal(expanded, Read().Expand(text));
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_refused()
    {
        Write("{ ");

        Assert.Contains("local.settings.json is not valid JSON", Assert.Throws<HostStartException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_json_is_silent_about_a_lot()
    {
        HostFile file = ReadHostFile("""{"version":"2.0"}""");

        Assert.Equal("api", file.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(30), file.FunctionTimeout);
        Assert.Null(file.HubName);
    }

    [Fact]
    public void Settings_override_and_add_values_whatever_their_letter_case()
    {
        Write("""
            {"Values":{"AzureFunctionsJobHost__extensions__Queues__MaxPollingInterval":"00:00:01",
             "azurefunctionsjobhost:extensions:queues:batchSize":"2", "AzureFunctionsJobHost__extensions__http__routePrefix":"/v1/",
             "AzureFunctionsJobHost__functionTimeout":"-1", "AzureFunctionsJobHostess__version":"1.0"}}
            """);

        HostFile file = ReadHostFile("""{"extensions":{"queues":{"batchSize":4,"maxPollingInterval":"00:00:10"}},"functionTimeout":"00:05:00"}""");

        Assert.Equal("2", file.Configuration["AzureFunctionsJobHost:extensions:queues:batchSize"]);
        Assert.Equal("00:00:01", file.Configuration["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"]);
        Assert.Equal("v1", file.RoutePrefix);
        Assert.Null(file.FunctionTimeout);
        Assert.Null(file.Configuration["AzureFunctionsJobHostess:version"]);
    }

    private void Write(string settings) => File.WriteAllText(Path.Combine(folder, "local.settings.json"), settings);

    private AppSettings Read() => AppSettings.Read(new HostOptions(folder, Port: 8123));

    private HostFile ReadHostFile(string text)
    {
        File.WriteAllText(Path.Combine(folder, "host.json"), text);
        return HostFile.Read(folder, Read());
    }
}
