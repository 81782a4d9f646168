using System.Globalization;
using System.Text;
using Pipeline.Core.Audit;
using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Messages;

/// <summary>What people do to messages: have them handled again, bring a lost one.</summary>
internal sealed class MessageCommandsArea(
    IMessageInbox inbox, IMessageQueue queue, MessageReplay replay, MessageAdmission admission, DistributorCatalog partners, TimeProvider clock) : IOpsArea
{
    private const string Address = "/ops/messages";
    private const int SizeLimit = 16 << 20;

    public void Map(OpsRoutes routes) => routes
        .Command("messages/{id}/replay", ReplayAsync)
        .Command("messages/replay", ReplayCauseAsync)
        .Page("messages/upload", request => Task.FromResult(Ask(request, [])))
        .Command("messages/upload", UploadAsync);

    private async Task<OpsAnswer> ReplayAsync(OpsRequest request)
    {
        if (await inbox.FindAsync(request.Route("id"), request.CancellationToken) is not { } message)
        {
            return OpsAnswer.Missing();
        }

        string page = $"{Address}/{message.Id}";
        return await request.Commands.OnceAsync(request, new CommandSubject("message.replay", message.Id) { Before = Spelling.Of(message.State) }, async () =>
        {
            if (message.BodyErasedAt is not null)
            {
                return new CommandResult(OpsCommands.Done(page, "Messages.erased")) { Result = AuditResult.Refused };
            }

            await queue.SendAsync(new MessageRequest([message.Id], Again: true), request.CancellationToken);
            return new CommandResult(OpsCommands.Done(page, "Messages.replay"));
        });
    }

    // The time of the page: what arrived after it was looked at is left alone.
    private async Task<OpsAnswer> ReplayCauseAsync(OpsRequest request)
    {
        if (request.Form("reason") is not { } reason)
        {
            return OpsAnswer.Problem(StatusCodes.Status400BadRequest, "noCommand");
        }

        string? partner = request.Form("partner");
        DateTimeOffset before = DateTimeOffset.TryParse(request.Form("before"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? at : clock.GetUtcNow();
        CommandSubject subject = new("message.replay", "*") { Label = partner is null ? reason : $"{reason}, {partner}" };
        return await request.Commands.OnceAsync(request, subject, async () =>
        {
            MessageReplayCount count = await replay.ReplayCauseAsync(reason, before, partner, request.CancellationToken);
            return new CommandResult(OpsCommands.Done(Address, "Messages.replayed", ("n", count.Requested.ToString(CultureInfo.InvariantCulture))))
            {
                After = string.Create(CultureInfo.InvariantCulture, $"{count.Requested} requested, {count.Erased} erased"),
            };
        });
    }

    private OpsAnswer Ask(OpsRequest request, List<FieldFault> faults)
    {
        OpsView view = request.View;
        PageHead head = new(view.T("Messages.upload"), "messages")
        {
            Crumbs = [new Crumb(view.T("Messages.title"), Address)],
            Faults = faults,
            Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<MessageUploadPage>(
            head, new MessageUploadModel(partners.Choices(), request.Form("partner"), request.Form("text"), request.Form("reason"), faults));
    }

    private async Task<OpsAnswer> UploadAsync(OpsRequest request)
    {
        OpsView view = request.View;
        List<FieldFault> faults = [];
        if (request.Form("partner") is not { } partner || partners.Find(partner) is null)
        {
            faults.Add(new FieldFault("partner", view.T("Messages.partnerMissing")));
            partner = string.Empty;
        }

        IFormFile? file = request.File("file");
        if (file?.Length > SizeLimit)
        {
            faults.Add(new FieldFault("file", view.T("Messages.tooLarge")));
        }

        if (file is null or { Length: 0 } && request.Form("text") is null)
        {
            faults.Add(new FieldFault("file", view.T("Messages.nothingUploaded")));
        }

        string? reason = request.Form("reason");
        if (reason is null)
        {
            faults.Add(new FieldFault("reason", view.T("Common.reasonMissing")));
        }

        if (faults.Count > 0)
        {
            return Ask(request, faults);
        }

        byte[] body = await ReadAsync(request, file);
        return await request.Commands.OnceAsync(request, new CommandSubject("message.upload", partner) { Label = partners.NameOf(partner), Reason = reason }, async () =>
        {
            AdmittedMessage admitted = await admission.AdmitAsync(partner, body, "text/xml", null, request.CancellationToken);
            return new CommandResult(OpsCommands.Done($"{Address}/{admitted.Message.Id}", "Messages.uploaded")) { After = admitted.Message.Id };
        });
    }

    private static async Task<byte[]> ReadAsync(OpsRequest request, IFormFile? file)
    {
        if (file is null or { Length: 0 })
        {
            return Encoding.UTF8.GetBytes(request.Form("text")!);
        }

        using MemoryStream copy = new();
        await file.CopyToAsync(copy, request.CancellationToken);
        return copy.ToArray();
    }
}
