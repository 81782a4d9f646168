using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.TestSupport;

/// <summary>Starts a program that serves HTTP and waits for its first answer.</summary>
/// <remarks>Its address is in <c>ASPNETCORE_URLS</c>, where a web app looks for it.</remarks>
/// <param name="executable">Path of the executable; its folder is the working directory.</param>
/// <param name="settings">Environment, beside the address.</param>
/// <param name="ask">Makes the request that is sent until it is answered with 200.</param>
public sealed class StartedProcess(
    string executable, IReadOnlyDictionary<string, string> settings, Func<HttpRequestMessage> ask)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The command line for a port; empty when not set.</summary>
    public Func<int, IReadOnlyList<string>> Arguments { get; init; } = static _ => [];

    /// <summary>Milliseconds from the start of the process to the answer 200; the process is ended afterwards.</summary>
    /// <exception cref="TimeoutException">No answer within 30 seconds.</exception>
    /// <exception cref="InvalidOperationException">It has ended by itself.</exception>
    public async Task<double> MeasureAsync()
    {
        int port = FreePort();
        ProcessStartInfo start = new(executable, Arguments(port))
        {
            WorkingDirectory = Path.GetDirectoryName(executable),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using SocketsHttpHandler handler = new();
        using HttpClient http = new(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            while (!await IsAnsweredAsync(http))
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"{executable} ended with code {process.ExitCode} before it answered.\n{await errors}");
                }

                if (Stopwatch.GetElapsedTime(began) > Limit)
                {
                    throw new TimeoutException($"{executable} did not answer within {Limit}.");
                }

                await Task.Delay(Pause, TimeProvider.System);
            }

            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private async Task<bool> IsAnsweredAsync(HttpClient http)
    {
        try
        {
            using HttpRequestMessage request = ask();
            using HttpResponseMessage answer = await http.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
