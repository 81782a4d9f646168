namespace Pipeline.LocalHost.Tests.App;

public sealed class CommandLineTests
{
    [Fact]
    public void The_folder_alone_gives_the_port_of_Core_Tools_and_no_keys() =>
        Assert.Equal(new HostOptions("/srv/app", Port: 7071, UseKeys: false, DataFolder: null), CommandLine.Read(["/srv/app"]));

    [Fact]
    public void Options_stand_before_or_behind_the_folder() =>
        Assert.Equal(
            new HostOptions("/srv/app", 8000, UseKeys: true, "/srv/data"),
            CommandLine.Read(["--port", "8000", "/srv/app", "--keys", "--data", "/srv/data"]));

    [Theory]
    [InlineData("Option '--port' needs a number from 1 to 65535, not 'x'.", "/srv/app", "--port", "x")]
    [InlineData("Option '--port' needs a number from 1 to 65535, not '0'.", "/srv/app", "--port", "0")]
    [InlineData("Option '--data' needs a value.", "/srv/app", "--data")]
    [InlineData("One publish folder is enough; unexpected '/other'.", "/srv/app", "/other")]
    public void A_wrong_command_line_is_refused_with_the_reason(string reason, params string[] arguments) =>
        Assert.Equal(reason, Assert.Throws<HostStartException>(() => CommandLine.Read(arguments)).Message);

    [Theory]
    [InlineData("Unknown option '--handler'.", "/srv/app", "--handler")]
    [InlineData("The publish folder is missing.", "--keys")]
    public void What_it_does_not_know_is_answered_with_the_usage(string reason, params string[] arguments)
    {
        string message = Assert.Throws<HostStartException>(() => CommandLine.Read(arguments)).Message;

        Assert.StartsWith(reason, message, StringComparison.Ordinal);
        Assert.EndsWith(CommandLine.Usage, message, StringComparison.Ordinal);
    }
}
