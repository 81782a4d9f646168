using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Me;

/// <summary>What a person chooses for themselves.</summary>
public sealed class MePageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task What_is_chosen_is_kept_in_the_browser_and_holds_on_every_page()
    {
        OpsReply saved = await site.PostAsync("/ops/me", null, ("language", "fr"), ("zone", "America/Bogota"), ("theme", "dark"), ("rows", "100"), ("keys", "off"));
        string cookie = saved.Headers.SetCookie.ToString();

        OpsReply page = await site.GetAsync("/ops/flows", change: request => request.Headers.Cookie = cookie.Split(';')[0]);

        Assert.Equal((303, "/ops/me?done=Me.saved"), (saved.Status, saved.Location));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Equal(("fr", "dark"), (page.Page.DocumentElement.GetAttribute("lang"), page.Page.DocumentElement.GetAttribute("data-theme")));
        Assert.Equal("Heures : America/Bogota", page.TextOf(".zone"));
        Assert.Equal("off", page.Page.Body!.GetAttribute("data-keys"));
        Assert.Empty(site.Audit.Entries);
    }

    [Fact]
    public async Task A_zone_that_does_not_exist_is_refused_and_kept_in_its_field()
    {
        OpsReply reply = await site.PostAsync("/ops/me", null, ("zone", "Mars/Olympus"));

        Assert.Equal((422, "There is no time zone “Mars/Olympus”."), (reply.Status, reply.TextOf("#zone-fault")));
        Assert.Equal("Mars/Olympus", reply.Page.QuerySelector("#zone")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("language=xx&zone=Mars&theme=pink&rows=7")]
    [InlineData("%%%")]
    [InlineData("")]
    public async Task A_cookie_that_is_spoilt_does_no_harm(string cookie) =>
        Assert.Equal(200, (await site.GetAsync("/ops/flows", change: request => request.Headers.Cookie = $"ops={cookie}")).Status);

    public void Dispose() => site.Dispose();
}
