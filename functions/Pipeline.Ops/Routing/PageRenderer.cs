using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Pipeline.Ops.Views;
using Pipeline.Ops.Views.Layout;

namespace Pipeline.Ops.Routing;

/// <summary>Makes HTML of components. They are given all they need, so there are no services for them.</summary>
internal sealed class PageRenderer(ILoggerFactory loggers)
{
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();


    /// <summary>A whole page.</summary>
    public Task<string> PageAsync(OpsView view, PageAnswer page, PageFrame frame) =>
        RenderAsync(view, new() { [nameof(Frame.Head)] = page.Head, [nameof(Frame.Around)] = frame, [nameof(Frame.Body)] = Body(page) });

    /// <summary>A page without what stands around it.</summary>
    public Task<string> FragmentAsync(OpsView view, PageAnswer page) => RenderAsync(view, new() { [nameof(Frame.Head)] = page.Head, [nameof(Frame.Body)] = Body(page) });

    private static RenderFragment Body(PageAnswer page) => builder =>
    {
        builder.OpenComponent(0, page.Component);
        builder.AddComponentParameter(1, "Model", page.Model);
        builder.CloseComponent();
    };

    private async Task<string> RenderAsync(OpsView view, Dictionary<string, object?> parameters)
    {
        parameters[nameof(Frame.View)] = view;
        await using HtmlRenderer renderer = new(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<Frame>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
