using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Rpc.Messages;

namespace Pipeline.LocalHost.Tests.Life;

/// <summary>What a call is told when there is no worker: the extensions decide by the text and the type whether it is tried again.</summary>
public sealed class LostWorkerTests
{
    private readonly WorkerChannel channel = new(static _ => { });

    [Fact]
    public async Task A_call_in_flight_gets_the_reason()
    {
        Task<InvocationResponse> call = InvokeAsync("a call");
        Assert.True(channel.IsExecuting("a call"));

        channel.Lose(new TimeZoneNotFoundException("dotnet exited with code 137 (0x89)"));

        Assert.Equal("dotnet exited with code 137 (0x89)", (await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => call)).Message);
        Assert.False(channel.IsExecuting("a call"));
    }

    [Fact]
    public async Task A_later_one_finds_no_worker()
    {
        channel.Lose(new TimeZoneNotFoundException());

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync("a call"));

        Assert.Equal("Did not find any initialized language workers", error.Message);
    }

    private Task<InvocationResponse> InvokeAsync(string id) => channel.InvokeAsync(new InvocationRequest { InvocationId = id }, CancellationToken.None);
}
