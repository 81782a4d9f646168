using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a function app on ASP.NET Core's bare web application.</summary>
/// <remarks>
/// Configuration: <c>appsettings.json</c>, environment variables, arguments; nothing is watched for changes. The app
/// listens on 127.0.0.1 only, at the host's port, whatever <c>ASPNETCORE_URLS</c> says.
/// Source: functions-custom-handler.md §1.1.
/// </remarks>
public sealed class FunctionsApplicationBuilder
{
    /// <summary>As much as the platform's front end lets through.</summary>
    private const int HeaderLimitBytes = 64 * 1024;

    private readonly HandlerSettings _settings;
    private readonly IReadOnlyList<FunctionDescriptor> _functions;

    internal FunctionsApplicationBuilder(
        string[] args, HandlerSettings settings, IReadOnlyList<FunctionDescriptor> functions)
    {
        _settings = settings;
        _functions = functions;
        Web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            // Another content root breaks static assets and makes the start slow (toolchain.md).
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
                ?? System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environments.Production,
        });
        Configuration
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddEnvironmentVariables()
            .AddCommandLine(args);
        AddLogging();
        AddServer();
        AddServices();
    }

    /// <summary>Services of the app. Classes of functions need no registration.</summary>
    public IServiceCollection Services => Web.Services;

    /// <summary>Settings of the app.</summary>
    public ConfigurationManager Configuration => Web.Configuration;

    /// <summary>Where log lines go; by default one line each on the console, where the host reads them.</summary>
    public ILoggingBuilder Logging => Web.Logging;

    /// <summary>Name and folders of the app.</summary>
    public IWebHostEnvironment Environment => Web.Environment;

    /// <summary>The web application's own builder, for what the properties above do not reach.</summary>
    public WebApplicationBuilder Web { get; }

    /// <summary>Builds the app with its functions mapped; middleware, pages and endpoints may be added to it.</summary>
    /// <returns>Run it with <c>Run()</c>. Do not return a code from <c>Main</c>: a stop sets its own.</returns>
    /// <exception cref="FunctionDefinitionException">A parameter of a function cannot be read.</exception>
    public WebApplication Build()
    {
        WebApplication app = Web.Build();
        app.UseMiddleware<AnswerGuard>();
        FunctionEndpoints.Map(app, _functions);
        return app;
    }

    private void AddLogging()
    {
        // The host takes stderr lines as errors, or as warnings when "warn" is in them (§1.6). Request lines would show
        // function keys in their query.
        Logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning)
            .AddConfiguration(Configuration.GetSection("Logging"))
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
    }

    private void AddServer()
    {
        Web.WebHost.UseKestrelCore();
        Web.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        Web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderLimitBytes;
            kestrel.Listen(IPAddress.Loopback, _settings.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
    }

    private void AddServices()
    {
        Services.AddRoutingCore();
        Services.AddSingleton(_settings);
        Services.AddSingleton<IHostLifetime, HandlerLifetime>();
        Services.AddSingleton<InvocationDeadlines>();
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddOptions();
    }
}
