using Pipeline.LocalHost.Faults;

namespace Pipeline.LocalHost.Tests.Configuration;

public sealed class CommandLineTests
{
    [Fact]
    public void The_folder_alone_gives_the_port_of_Core_Tools_and_no_keys()
    {
        HostOptions options = CommandLine.Read(["/srv/app"]);

        Assert.Equal("/srv/app", options.AppFolder);
        Assert.Equal(7071, options.Port);
        Assert.False(options.UseKeys);
        Assert.Equal(3, options.HandlerErrorLimit);
    }

    [Fact]
    public void Options_stand_before_or_behind_the_folder()
    {
        HostOptions options = CommandLine.Read(
            ["--port", "8000", "/srv/app", "--keys", "--handler-errors", "unlimited", "--queue-lease", "00:00:05",
             "--data-connection", "UseDevelopmentStorage=true"]);

        Assert.Equal(8000, options.Port);
        Assert.True(options.UseKeys);
        Assert.Null(options.HandlerErrorLimit);
        Assert.Equal(TimeSpan.FromSeconds(5), options.QueueLease);
        Assert.Equal("UseDevelopmentStorage=true", options.StorageConnection);
    }

    [Fact]
    public void Faults_are_off_unless_they_are_named()
    {
        Assert.Empty(CommandLine.Read(["/srv/app"]).Faults);
        HostOptions options = CommandLine.Read(
            ["/srv/app", "--fault", "kill-done:PlacePurchaseOrder:2", "--fault", "exit-0:ReviewOrder", "--function-timeout", "00:00:05"]);

        Assert.Equal(
            [new HostFault(FaultKind.KillDone, "PlacePurchaseOrder", 2), new HostFault(FaultKind.ExitZero, "ReviewOrder", 1)],
            options.Faults);
        Assert.Equal(TimeSpan.FromSeconds(5), options.FunctionTimeout);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("kill:")]
    [InlineData("burn:ReviewOrder")]
    [InlineData("kill:ReviewOrder:0")]
    [InlineData("kill:ReviewOrder:1:2")]
    public void A_fault_that_is_none_is_refused(string text) =>
        Assert.Equal(
            $"'{text}' is no fault: kind:function or kind:function:call, with the kinds kill, kill-done, delay, exit-0, exit-1, drop, twice, duplicate, late, history.",
            Assert.Throws<HostStartException>(() => CommandLine.Read(["/srv/app", "--fault", text])).Message);

    [Theory]
    [InlineData("Option '--port' needs a whole number, not 'x'.", "/srv/app", "--port", "x")]
    [InlineData("Option '--data' needs a value.", "/srv/app", "--data")]
    [InlineData("One app folder is enough; unexpected '/other'.", "/srv/app", "/other")]
    [InlineData("Option '--queue-lease' needs hh:mm:ss above zero, not '0'.", "/srv/app", "--queue-lease", "0")]
    public void A_wrong_command_line_is_refused_with_the_reason(string reason, params string[] arguments)
    {
        HostStartException refusal = Assert.Throws<HostStartException>(() => CommandLine.Read(arguments));

        Assert.Equal(reason, refusal.Message);
    }
}
