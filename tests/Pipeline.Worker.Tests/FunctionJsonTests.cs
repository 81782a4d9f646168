using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Metadata;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

public sealed class FunctionJsonTests
{
    [Theory]
    [InlineData("Tick", """
        {
          "bindings": [
            {
              "type": "timerTrigger",
              "direction": "in",
              "name": "timer",
              "schedule": "%SWEEP_CRON%",
              "useMonitor": true
            }
          ]
        }

        """)]
    [InlineData("Receive", """
        {
          "bindings": [
            {
              "type": "queueTrigger",
              "direction": "in",
              "name": "message",
              "queueName": "incoming",
              "connection": "DataStorage"
            }
          ]
        }

        """)]
    [InlineData("ReceiveBytes", """
        {
          "bindings": [
            {
              "type": "queueTrigger",
              "direction": "in",
              "name": "message",
              "queueName": "incoming",
              "dataType": "binary"
            }
          ]
        }

        """)]
    [InlineData("Land", """
        {
          "bindings": [
            {
              "type": "blobTrigger",
              "direction": "in",
              "name": "blob",
              "path": "landing/{distributor}/{name}",
              "connection": "DataStorage",
              "source": "EventGrid",
              "properties": {
                "supportsDeferredBinding": "true"
              }
            }
          ]
        }

        """)]
    [InlineData("Web", """
        {
          "bindings": [
            {
              "type": "httpTrigger",
              "direction": "in",
              "name": "req",
              "authLevel": "function",
              "methods": [
                "get",
                "post"
              ],
              "route": "api/v1/{*rest}"
            },
            {
              "type": "http",
              "direction": "out",
              "name": "res"
            }
          ]
        }

        """)]
    [InlineData("AnyMethod", """
        {
          "bindings": [
            {
              "type": "httpTrigger",
              "direction": "in",
              "name": "res",
              "authLevel": "anonymous"
            },
            {
              "type": "http",
              "direction": "out",
              "name": "response"
            }
          ]
        }

        """)]
    public void A_function_is_described_by_its_attributes(string name, string expected)
    {
        FunctionDescriptor function = FunctionDiscovery.Find([typeof(Functions)]).Single(found => found.Name == name);

        Assert.Equal(expected, FunctionJson.Write(function));
    }

    [Fact]
    public void The_folder_holds_the_functions_there_are_and_none_that_are_gone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Gone/function.json", "{}");
        folder.Write("wwwroot/function.json", "{}");
        folder.Write("wwwroot/site.css", "");
        folder.Write("Tick/function.json", "old");

        FunctionJsonFolder.Write(folder.Path, FunctionDiscovery.Find([typeof(Functions)]));

        Assert.Equal(
            ["AnyMethod/function.json", "Land/function.json", "Receive/function.json", "ReceiveBytes/function.json",
                "Tick/function.json", "Web/function.json", "wwwroot/function.json", "wwwroot/site.css"],
            folder.Files);
        Assert.Contains("timerTrigger", folder.Read("Tick/function.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_right_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<FunctionDescriptor> functions = FunctionDiscovery.Find([typeof(Functions)]);
        FunctionJsonFolder.Write(folder.Path, functions);
        string file = Path.Combine(folder.Path, "Tick", "function.json");
        var earlier = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, earlier);

        FunctionJsonFolder.Write(folder.Path, functions);

        Assert.Equal(earlier, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public async Task The_switch_writes_the_files_without_starting_the_app()
    {
        using var folder = new TemporaryFolder();

        await using SampleProcess app = SampleProcess.Launch(["--write-functions", folder.Path]);

        Assert.Equal(0, await app.WaitAsync());
        Assert.Equal(
            ["BlobArrived/function.json", "Health/function.json", "Ingest/function.json", "IngestBytes/function.json",
                "LoadedAssemblies/function.json", "Sweep/function.json"],
            folder.Files);
    }

    [Fact]
    public void The_build_puts_host_json_and_the_functions_beside_the_app()
    {
        string[] expected = ["BlobArrived", "Health", "Ingest", "IngestBytes", "LoadedAssemblies", "Sweep"];

        Assert.True(File.Exists(Path.Combine(SampleProcess.Folder, "host.json")));
        Assert.Equal(
            expected,
            Directory.GetFiles(SampleProcess.Folder, "function.json", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
                .Order(StringComparer.Ordinal));
    }

    public static class Functions
    {
        [Function("Tick")]
        public static void Tick([TimerTrigger("%SWEEP_CRON%")] TimerInfo timer) => Assert.NotNull(timer);

        [Function("Receive")]
        public static void Receive([QueueTrigger("incoming", Connection = "DataStorage")] string message) =>
            Assert.NotNull(message);

        [Function("ReceiveBytes")]
        public static void ReceiveBytes([QueueTrigger("incoming")] byte[] message) => Assert.NotNull(message);

        [Function("Land")]
        public static void Land(
            [BlobTrigger("landing/{distributor}/{name}", Connection = "DataStorage")] BlobTriggerReference blob) =>
            Assert.NotNull(blob);

        [Function("Web")]
        public static IResult Web(
            [HttpTrigger(AuthorizationLevel.Function, "GET", "post", Route = "api/v1/{*rest}")] HttpRequest req) =>
            Results.Text(req.Method);

        [Function("AnyMethod")]
        public static IResult AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest res) =>
            Results.Text(res.Method);
    }
}
