using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Tests.Settings;

/// <summary>Settings as the app reads and validates them at its start.</summary>
internal static class TestSettings
{
    /// <summary>Reads them, with a storage account beside them.</summary>
    /// <exception cref="SettingsException">As at the start of the app.</exception>
    public static PipelineSettings Read(params (string Key, string Value)[] values) =>
        ReadAlone([("AzureWebJobsStorage", "UseDevelopmentStorage=true"), .. values]);

    /// <summary>Reads them and nothing else.</summary>
    /// <exception cref="SettingsException">As at the start of the app.</exception>
    public static PipelineSettings ReadAlone(params (string Key, string Value)[] values)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value))
            .Build();
        ServiceProvider services = new ServiceCollection().AddSettings(configuration).BuildServiceProvider();
        services.CheckSettings();
        return services.GetRequiredService<PipelineSettings>();
    }
}
