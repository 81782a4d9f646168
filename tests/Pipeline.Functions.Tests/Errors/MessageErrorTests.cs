using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Notifications;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Errors;

/// <summary>Pushed messages that wait for a person.</summary>
[Collection(StorageCollection.Name)]
public sealed class MessageErrorTests(StorageEmulator storage) : IAsyncLifetime
{
    private PushApp app = null!;

    public async Task InitializeAsync() => app = await PushApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_message_of_an_unknown_kind_rings_at_once()
    {
        string id = await app.PushedAsync("<Unheard/>");
        _ = await app.HandleAsync();

        ErrorEntry entry = Assert.Single(await RingingAsync());
        Assert.Equal(("ingram-micro", IssueCodes.MessageUnknown), (entry.Group.Partner, entry.Group.Code));
        Assert.Equal(new ErrorSubject(ErrorSubject.Message, id), Assert.Single(entry.Group.Examples).Subject);
    }

    [Fact]
    public async Task What_is_no_XML_is_in_quarantine_and_rings()
    {
        using HttpResponseMessage answer = await app.PushAsync("<cut");

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(IssueCodes.XmlNotWellFormed, Assert.Single(await RingingAsync()).Group.Code);
    }

    [Fact]
    public async Task A_message_whose_order_is_unknown_rings_once_it_has_waited_too_long_and_closes_when_the_order_is_there()
    {
        app.Orders.Known = [];
        using HttpResponseMessage pushed = await app.PushAsync(PushApp.Sample("despatch-advice.xml"));
        Assert.True(pushed.IsSuccessStatusCode);
        string id = Assert.Single(await app.HandleAsync());
        _ = await app.App.Get<ErrorSweep>().SweepAsync(default);
        Assert.Empty(await RingingAsync());

        app.App.Clock.Advance(TimeSpan.FromHours(25));
        _ = await app.App.Get<ErrorSweep>().SweepAsync(default);
        ErrorEntry entry = Assert.Single(await RingingAsync());
        Assert.Equal(IssueCodes.OrderUnknown, entry.Group.Code);
        Assert.Equal(id, Assert.Single(entry.Group.Examples).Subject.Id);

        app.Orders.Known = null;
        using HttpResponseMessage replay = await app.App.PostAsync($"/api/errors/{entry.Group.Id}/retry");
        Assert.True(replay.IsSuccessStatusCode);
        _ = await app.HandleAsync();
        Assert.Empty(await RingingAsync());
    }

    private Task<IReadOnlyList<ErrorEntry>> RingingAsync() => app.App.Get<ErrorDirectory>().ListRingingAsync(default);
}
