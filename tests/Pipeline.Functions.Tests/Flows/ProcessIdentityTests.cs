using System.Diagnostics;
using Pipeline.Functions.Flows;

namespace Pipeline.Functions.Tests.Flows;

public sealed class ProcessIdentityTests
{
    private readonly ProcessIdentity identity = new();

    [Fact]
    public void A_process_knows_itself_to_live()
    {
        Assert.StartsWith($"{Environment.MachineName}/{Environment.ProcessId}/", identity.Id, StringComparison.Ordinal);
        Assert.False(identity.IsGone(identity.Id));
    }

    [Fact]
    public async Task A_process_that_ended_is_gone()
    {
        using Process other = Process.Start("sleep", "0");
        await other.WaitForExitAsync();

        Assert.True(identity.IsGone($"{Environment.MachineName}/{other.Id}/1"));
    }

    [Fact]
    public void A_process_whose_number_was_given_to_another_is_gone() =>
        Assert.True(identity.IsGone($"{Environment.MachineName}/{Environment.ProcessId}/1"));

    [Theory]
    [InlineData("another-machine/1/1")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void Nothing_is_known_of_processes_elsewhere(string owner) => Assert.False(identity.IsGone(owner));
}
