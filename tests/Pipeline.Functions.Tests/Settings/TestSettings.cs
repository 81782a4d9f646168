using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.Intcomex;

namespace Pipeline.Functions.Tests.Settings;

/// <summary>Settings as the app reads and validates them at its start.</summary>
internal static class TestSettings
{
    /// <summary>Reads them, with a storage account beside them.</summary>
    /// <exception cref="SettingsException">As at the start of the app.</exception>
    public static SettingsAsRead Read(params (string Key, string Value)[] values) =>
        ReadAlone([("AzureWebJobsStorage", "UseDevelopmentStorage=true"), .. values]);

    /// <summary>Reads them and nothing else.</summary>
    /// <exception cref="SettingsException">As at the start of the app.</exception>
    public static SettingsAsRead ReadAlone(params (string Key, string Value)[] values)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value))
            .Build();
        ServiceProvider services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddSettings(configuration).AddDistributor<IngramMicroDistributor>()
            .AddDistributor<IntcomexDistributor>()
            .BuildServiceProvider();
        services.CheckSettings();
        return new SettingsAsRead(services.GetRequiredService<PipelineSettings>(), services.GetRequiredService<IngramMicroSettings>(), services.GetRequiredService<IntcomexSettings>());
    }
}

/// <summary>What was read.</summary>
/// <param name="App">What belongs to no partner.</param>
/// <param name="IngramMicro">What belongs to the one distributor.</param>
/// <param name="Intcomex">What belongs to the other.</param>
internal sealed record SettingsAsRead(PipelineSettings App, IngramMicroSettings IngramMicro, IntcomexSettings Intcomex);
