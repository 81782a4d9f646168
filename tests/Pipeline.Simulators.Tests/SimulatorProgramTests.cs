using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests;

/// <summary>The executable's files and its control API.</summary>
public sealed class SimulatorProgramTests(SimulatorProgram program) : IClassFixture<SimulatorProgram>, IAsyncLifetime
{
    private string Price => program.Price;

    public async Task InitializeAsync() => Assert.Equal(HttpStatusCode.OK, await PostAsync("/ingram/reset"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void When_it_listens_the_samples_are_there() =>
        Assert.Equal(SampleFiles.Read(FeedKind.Price), File.ReadAllBytes(Price));

    [Fact]
    public async Task Faults_are_switched_on_by_name_and_off_by_none()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/ingram/files/price/fault?kind=empty"));
        Assert.Equal(0, new FileInfo(Price).Length);

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/ingram/files/price/fault?kind=rows-gone&percent=100"));
        Assert.Equal(PriceFileWriter.Header + "\r\n", await File.ReadAllTextAsync(Price));

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/ingram/files/price/fault?kind=none"));
        Assert.Equal(3406, new FileInfo(Price).Length);
    }

    [Theory]
    [InlineData("/ingram/files/price/fault?kind=fire")]
    [InlineData("/ingram/files/fees/fault?kind=empty")]
    [InlineData("/ingram/files/price/fault?kind=rows-gone&percent=101")]
    [InlineData("/ingram/files/category/fault?kind=all-stock-zero")]
    [InlineData("/ingram/advance?hours=0")]
    public async Task Impossible_wishes_are_refused(string address) =>
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(address));

    [Fact]
    public async Task Time_advances_and_is_reset_and_the_log_tells_it()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/ingram/advance?hours=21"));
        Assert.Equal(new DateTime(2026, 3, 11, 6, 0, 0, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Price));

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/ingram/reset"));
        Assert.Equal(new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc), File.GetLastWriteTimeUtc(Price));

        using JsonDocument log = JsonDocument.Parse(await program.Api.GetStringAsync("/ingram/log"));
        Assert.Equal("reset", log.RootElement.GetProperty("items").EnumerateArray().Last().GetProperty("what").GetString());
    }

    [Theory]
    [InlineData("", "--ftp-root is missing")]
    [InlineData("--ftp-root|x|--rows|many", "--rows: 'many' is not a number")]
    public async Task A_wrong_command_line_is_explained(string arguments, string explanation)
    {
        using Process wrong = SimulatorProgram.Start(arguments.Split('|', StringSplitOptions.RemoveEmptyEntries));

        string error = await wrong.StandardError.ReadToEndAsync();
        await wrong.WaitForExitAsync();

        Assert.Contains(explanation, error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }

    private async Task<HttpStatusCode> PostAsync(string address)
    {
        using HttpResponseMessage answer = await program.Api.PostAsync(address, null);
        return answer.StatusCode;
    }
}
