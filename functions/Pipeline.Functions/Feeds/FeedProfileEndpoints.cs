using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;
using Pipeline.Partners.Feeds;

namespace Pipeline.Functions.Feeds;

/// <summary>Tries layouts of files over HTTP.</summary>
[Tags("feeds")]
public sealed class FeedProfileEndpoints(FeedConfiguration configured, IFeedProfileCatalog profiles, FeedProfileCheck check)
{
    /// <summary>Reads a sample file with a layout, and says what an import would read.</summary>
    [Function("CheckFeedProfile")]
    [EndpointSummary("Try a layout on a sample file; nothing is kept and nothing is applied")]
    [AcceptsPart("file", "The sample, packed or not, as the distributor would leave it", IsRequired = true)]
    [AcceptsPart("profile", "The layout as JSON; without it the feed's own, or the one that the query names, is tried")]
    [Answers<FeedCheckView>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status415UnsupportedMediaType)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/feeds/profiles/check")] HttpRequest request,
        [Description("The distributor")] string distributor,
        [Description("price, stock, category, catalog or content")] string feed,
        [Description("Name of a layout that is known already")] string? profile = null)
    {
        if (!FeedId.TryParse(distributor, feed, out FeedId id) || !configured.All.Contains(id))
        {
            return FeedEndpoints.Unknown(distributor, feed);
        }

        if (!request.HasFormContentType)
        {
            return ProblemMiddleware.UnsupportedMediaType(request);
        }

        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files["file"] is not { } file)
        {
            return ProblemFactory.Unprocessable(new Issue(IssueCodes.FileMissing, "file", null));
        }

        try
        {
            FeedProfile layout = await LayoutAsync(id, form, profile, request.HttpContext.RequestAborted);
            await using Stream sample = file.OpenReadStream();
            return TypedResults.Json(
                FeedCheckView.Of(await check.CheckAsync(id, layout, sample, request.HttpContext.RequestAborted)), PipelineJson.Readable.FeedCheckView);
        }
        catch (FeedRefusedException invalid)
        {
            return ProblemFactory.Unprocessable(new Issue(invalid.Code, null, null) { SaidCause = invalid.Message });
        }
    }

    // Curl sends "profile=@file" as a file and "profile=<file" as a value; either is meant.
    private async Task<FeedProfile> LayoutAsync(FeedId feed, IFormCollection form, string? name, CancellationToken cancellationToken)
    {
        if (form.Files["profile"] is not { } part)
        {
            return form["profile"] is [{ Length: > 0 } text]
                ? FeedProfileCheck.Read(text)
                : await profiles.FindAsync(feed, name, cancellationToken);
        }

        using StreamReader reader = new(part.OpenReadStream());
        return FeedProfileCheck.Read(await reader.ReadToEndAsync(cancellationToken));
    }
}
