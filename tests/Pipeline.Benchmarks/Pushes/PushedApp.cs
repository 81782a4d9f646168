using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>The published app as the Functions host starts it, and a partner that pushes to it.</summary>
internal sealed class PushedApp : IDisposable
{
    private const int BodyBytes = 3000;
    private const string Key = "benchmark";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly HttpClient http;
    private readonly ConcurrentBag<string> acknowledged = [];
    private int number;

    private PushedApp(Process process, HttpClient http) => (this.process, this.http) = (process, http);

    /// <summary>Id of the app's process.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts it and waits until it is healthy.</summary>
    public static async Task<PushedApp> StartAsync(string executable, string connection, int callers)
    {
        int port = FreePort();
        ProcessStartInfo start = new(executable)
        {
            WorkingDirectory = Path.GetDirectoryName(executable),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["AzureWebJobsStorage"] = connection;
        start.Environment["Distributors__IngramMicro__Push__Key"] = Key;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        Process started = Process.Start(start)!;
        started.OutputDataReceived += static (_, _) => { };
        started.BeginOutputReadLine();
        PushedApp app = new(started, new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = callers })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        });
        await app.WaitAsync();
        return app;
    }

    /// <summary>A Despatch Advice of about 3 KB, another one for each number.</summary>
    public static byte[] Body(int number)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"<DespatchAdvice><DespatchAdviceHeader><DespatchAdviceNumber>{number:D10}</DespatchAdviceNumber></DespatchAdviceHeader><Text>");
        return Encoding.UTF8.GetBytes(head + new string('x', BodyBytes - head.Length) + "</Text></DespatchAdvice>");
    }

    /// <summary>Pushes one message; ends when it is acknowledged.</summary>
    public async Task PushAsync()
    {
        using ByteArrayContent content = new(Body(Interlocked.Increment(ref number)));
        content.Headers.ContentType = new("text/xml");
        using HttpResponseMessage answer = await http.PostAsync(new Uri($"/api/notifications/ingram-micro/{Key}", UriKind.Relative), content);
        _ = answer.EnsureSuccessStatusCode();
        JsonElement receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        acknowledged.Add(receipt.GetProperty("id").GetString()!);
    }

    /// <summary>Takes the arrivals away.</summary>
    public async Task TakeAwayAsync(TableClient table)
    {
        foreach (string[] keys in (await RowsAsync(table)).Chunk(100))
        {
            _ = await table.SubmitTransactionAsync(
                keys.Select(static key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity("arrivals", key))));
        }

        acknowledged.Clear();
    }

    /// <summary>Kills the app at once while a last push is on its way; counts what it had acknowledged and is not there.</summary>
    public async Task<int> KillAndCountLostAsync(TableClient table)
    {
        Task[] last = [.. Enumerable.Range(0, 100).Select(_ => PushAsync())];
        await Task.WhenAny(last);
        process.Kill();
        await process.WaitForExitAsync();
        await Task.WhenAll(last).ContinueWith(static _ => { }, TaskScheduler.Default);
        HashSet<string> there = [.. (await RowsAsync(table)).Select(static row => string.Concat(row.Select(Turned)))];
        return acknowledged.Count(id => !there.Contains(id));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
        http.Dispose();
    }

    private static async Task<List<string>> RowsAsync(TableClient table) =>
        await table.QueryAsync<TableEntity>("PartitionKey eq 'arrivals'", null, ["RowKey"]).Select(static row => row.RowKey).ToListAsync();

    // Rows have the digits of the id turned over, so that the latest comes first.
    private static char Turned(char digit) => "fedcba9876543210"[Convert.ToInt32(digit.ToString(), 16)];

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync()
    {
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Limit)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }

        throw new TimeoutException("The app does not answer.");
    }
}
