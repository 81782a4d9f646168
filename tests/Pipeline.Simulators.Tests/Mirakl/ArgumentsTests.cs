using Microsoft.Extensions.Configuration;
using Pipeline.Simulators.Mirakl;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Command line of the tenant.</summary>
public sealed class ArgumentsTests
{
    [Fact]
    public void Without_arguments_the_tenant_is_strict_and_slow() => Assert.Equivalent(new MiraklOptions(), Read());

    [Fact]
    public void Each_argument_is_read()
    {
        MiraklOptions options = Read(
            "--mirakl-key", "demo-key", "--mirakl-step-seconds", "5", "--mirakl-limit-factor", "60", "--mirakl-shipments", "true", "--mirakl-stock-imports", "true",
            "--mirakl-sample-products", "false", "--mirakl-noise", "7", "--mirakl-faults", """[{"kind":"slow","on":"OR11","delay":"00:00:01"}]""");

        Assert.Equal(("demo-key", 60.0, true, true, false, 7), (
            options.Key, options.LimitFactor, options.HasShipments, options.HasStockAndPriceImports, options.HasSampleProducts, options.NoiseSeed));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(50)), (options.Pace.Payment, options.Pace.Delivery));
        Assert.Equal(new MiraklFaultSwitch(MiraklFault.Slow) { On = "OR11", Delay = TimeSpan.FromSeconds(1) }, Assert.Single(options.Faults));
    }

    [Theory]
    [InlineData("--mirakl-step-seconds", "soon")]
    [InlineData("--mirakl-limit-factor", "much")]
    [InlineData("--mirakl-shipments", "yes")]
    [InlineData("--mirakl-noise", "loud")]
    [InlineData("--mirakl-faults", "[{\"kind\":\"earthquake\"}]")]
    public void What_cannot_be_read_is_named(string name, string value) =>
        Assert.StartsWith($"{name}: '{value}' cannot be read.", Assert.Throws<FormatException>(() => Read(name, value)).Message, StringComparison.Ordinal);

    private static MiraklOptions Read(params string[] arguments) => MiraklArguments.Read(new ConfigurationBuilder().AddCommandLine(arguments).Build());
}
