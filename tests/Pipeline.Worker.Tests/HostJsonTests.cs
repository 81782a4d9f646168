using Microsoft.Azure.Functions.Worker.Hosting;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

public sealed class HostJsonTests
{
    [Theory]
    [InlineData("""{"version":"2.0","functionTimeout":"00:10:00"}""", "00:10:00")]
    [InlineData("""{"functionTimeout":"1.02:00:00"}""", "1.02:00:00")]
    [InlineData("""{"functionTimeout":"-1"}""", "-00:00:00.0010000")]
    [InlineData("""{"functionTimeout":-1}""", "-00:00:00.0010000")]
    [InlineData("""{"version":"2.0" /* silent */, }""", "00:30:00")]
    public void The_function_timeout_is_read(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("host.json", json);

        Assert.Equal(expected, HostJson.ReadFunctionTimeout(folder.Path).ToString());
    }

    [Fact]
    public void Without_a_file_the_host_would_wait_half_an_hour()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("00:30:00", HostJson.ReadFunctionTimeout(folder.Path).ToString());
    }

    [Fact]
    public void A_port_that_is_no_port_is_refused()
    {
        var refused = Assert.Throws<FormatException>(() => HandlerSettings.Read(["--port", "70000"], _ => null));

        Assert.Equal("The port '70000' is no number from 0 to 65535.", refused.Message);
    }

    [Fact]
    public void Without_a_host_and_a_port_it_is_7071() =>
        Assert.Equal(
            new HandlerSettings(false, 7071, AppContext.BaseDirectory), HandlerSettings.Read([], _ => null));

    [Fact]
    public void The_older_variable_of_the_host_counts_too() =>
        Assert.Equal(
            new HandlerSettings(true, 5005, "/home/site/wwwroot"),
            HandlerSettings.Read([], name => name switch
            {
                "FUNCTIONS_HTTPWORKER_PORT" => "5005",
                "FUNCTIONS_APP_ROOT_PATH" => "/home/site/wwwroot",
                _ => null,
            }));
}
