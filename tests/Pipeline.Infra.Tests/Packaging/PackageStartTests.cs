using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pipeline.TestSupport;

namespace Pipeline.Infra.Tests.Packaging;

/// <summary>The unpacked package starts behind the local host and answers.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageStartTests(AzdPackage azd)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_app_answers_from_the_unpacked_package()
    {
        await using AzuriteServer storage = await AzuriteServer.StartAsync(CancellationToken.None);
        int port = FreePort();
        var start = new ProcessStartInfo(LocalHost(), [azd.Package.Folder, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["AzureWebJobsStorage"] = storage.ConnectionString;
        var watch = Stopwatch.StartNew();
        using Process host = Process.Start(start)!;
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await WaitFor.TrueAsync(async () => await StatusAsync(http, "/api/health") == HttpStatusCode.OK, Limit, "the app answers");
            PackageReport.Add(string.Create(CultureInfo.InvariantCulture, $"Host and app: {watch.Elapsed.TotalSeconds:F2} s to the first answer."));

            await WaitFor.TrueAsync(async () => await StatusAsync(http, "/api/ready") == HttpStatusCode.OK, Limit, "the app is ready");
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/api/flows"));
        }
        finally
        {
            using Process kill = Process.Start("kill", ["-TERM", host.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(Limit);
            await host.WaitForExitAsync(limit.Token);
        }
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string path)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody listens yet.
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The test's own assembly lies at bin/Pipeline.Infra.Tests/{configuration}/ below the folder of all builds.
    private static string LocalHost()
    {
        string path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Pipeline.LocalHost", "debug", "Pipeline.LocalHost"));
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: run 'dotnet build functions/Pipeline.LocalHost', or ./test.sh.");
    }
}
