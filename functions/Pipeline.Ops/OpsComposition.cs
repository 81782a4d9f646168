using Pipeline.Core.ErrorGroups;
using Pipeline.Ops.Commands;
using Pipeline.Ops.People;
using Pipeline.Ops.Routing;

namespace Pipeline.Ops;

/// <summary>Puts the pages together.</summary>
public static class OpsComposition
{
    /// <summary>
    /// Registers the pages. They ask for <see cref="IOpsSignIn"/>, <see cref="OpsSettings"/> and the services and ports of
    /// Core.
    /// </summary>
    public static IServiceCollection AddOps(this IServiceCollection services) => services
        .AddSingleton<OpsCommands>()
        .AddSingleton<PageRenderer>()
        .AddSingleton(static provider => new OpsRouter(
            provider.GetServices<IOpsArea>(),
            provider.GetRequiredService<IOpsSignIn>(),
            provider.GetRequiredService<OpsSettings>(),
            provider.GetRequiredService<OpsCommands>(),
            provider.GetRequiredService<PageRenderer>(),
            provider.GetRequiredService<ErrorDirectory>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IOpsArea, Pages.Overview.OverviewArea>()
        .AddSingleton<Pages.Flows.FlowRows>()
        .AddSingleton<Pages.Flows.FlowPages>()
        .AddSingleton<IOpsArea>(static provider => provider.GetRequiredService<Pages.Flows.FlowPages>())
        .AddSingleton<IOpsArea, Pages.Flows.FlowsArea>()
        .AddSingleton<IOpsArea, Pages.Flows.FlowCommands>()
        .AddSingleton<Pages.Errors.ErrorPages>()
        .AddSingleton<IOpsArea>(static provider => provider.GetRequiredService<Pages.Errors.ErrorPages>())
        .AddSingleton<IOpsArea, Pages.Errors.ErrorsArea>()
        .AddSingleton<IOpsArea, Pages.Errors.ErrorCommands>()
        .AddSingleton<IOpsArea, Pages.Runs.RunsArea>()
        .AddSingleton<IOpsArea, Pages.Runs.RunPages>()
        .AddSingleton<IOpsArea, Pages.Runs.RunCommands>()
        .AddSingleton<IOpsArea, Pages.Audit.AuditArea>()
        .AddSingleton<IOpsArea, Pages.Help.HelpArea>()
        .AddSingleton<Pages.Search.SearchPorts>()
        .AddSingleton<IOpsArea, Pages.Search.SearchArea>()
        .AddSingleton<IOpsArea, Pages.Me.MeArea>()
        .AddSingleton<IOpsArea, Pages.Orders.OrdersArea>()
        .AddSingleton<IOpsArea, Pages.Orders.OrderArea>()
        .AddSingleton<IOpsArea, Pages.Orders.OrderCommandsArea>()
        .AddSingleton<IOpsArea, Pages.Exchanges.ExchangesArea>()
        .AddSingleton<IOpsArea, Pages.Messages.MessagesArea>()
        .AddSingleton<IOpsArea, Pages.Messages.MessageCommandsArea>()
        .AddSingleton<IOpsArea, Pages.Invoices.InvoicesArea>()
        .AddSingleton<IOpsArea, Pages.Invoices.InvoiceCommandsArea>()
        .AddSingleton<IOpsArea, Pages.Partners.PartnersArea>()
        .AddSingleton<Pages.Feeds.FeedRows>()
        .AddSingleton<IOpsArea, Pages.Feeds.FeedsArea>()
        .AddSingleton<IOpsArea, Pages.Feeds.FeedPages>()
        .AddSingleton<IOpsArea, Pages.Catalogue.CatalogueArea>()
        .AddSingleton<IOpsArea, Pages.Catalogue.ArticleArea>()
        .AddSingleton<Pages.Subscriptions.SubscriptionPages>()
        .AddSingleton<IOpsArea>(static provider => provider.GetRequiredService<Pages.Subscriptions.SubscriptionPages>())
        .AddSingleton<IOpsArea, Pages.Subscriptions.SubscriptionCommandsArea>()
        .AddSingleton<IOpsArea, Pages.Setup.SetupArea>();
}
