using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Azure.Functions.Worker.Builder;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Functions.Flows;
using Pipeline.Functions.Feeds;
using Pipeline.Functions.Http;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Ops;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Composition;

/// <summary>Puts the app together.</summary>
public static class PipelineComposition
{
    /// <summary>Registers everything; no setting is read, no partner and no storage is contacted.</summary>
    public static FunctionsApplicationBuilder AddPipeline(this FunctionsApplicationBuilder builder)
    {
        _ = builder.Services
            .AddSettings(builder.Configuration)
            .AddSingleton(SignIn.Read(builder.Configuration))
            .AddSingleton<IFlowSchedule, NcrontabSchedule>()
            .AddStorage()
            .AddFlows()
            .AddFeeds()
            .AddOrders()
            .AddNotifications()
            .AddOrderApi()
            .AddSingleton<Readiness>()
            .AddSingleton<ApiDocument>()
            .AddSingleton<IExceptionHandler, ProblemAnswers>()
            .ConfigureHttpJsonOptions(static json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, PipelineJson.Default);
                json.SerializerOptions.Converters.Add(new UtcInstantConverter());
                json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            });
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>Validates the settings and adds what stands around the functions.</summary>
    /// <exception cref="SettingsException">One or more settings are missing or wrong.</exception>
    public static WebApplication UsePipeline(this WebApplication app)
    {
        app.Services.CheckSettings();
        _ = app.Use(static (http, next) => ProblemAnswers.AnswerBareStatusAsync(http, next));
        _ = app.Use(static (http, next) => OperatorGate.CheckAsync(http, next));
        return app;
    }
}
