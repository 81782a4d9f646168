using Pipeline.Partners.Channels.Mirakl.Calls;

namespace Pipeline.Partners.Channels.Mirakl.Platform;

/// <summary>What the operator has set up, and how our shop stands there. The operator wants each asked once a day.</summary>
internal sealed class PlatformCalls(MiraklApi api)
{
    /// <summary>The shop: its state and its marks (A01).</summary>
    public Task<MiraklResult<ShopAccount>> GetAccountAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<ShopAccount>(new(MiraklOperations.Account), cancellationToken);

    /// <summary>Switches of the platform that change what we do (PC01).</summary>
    public Task<MiraklResult<PlatformConfiguration>> GetConfigurationAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<PlatformConfiguration>(new(MiraklOperations.Configuration), cancellationToken);

    /// <summary>Sales channels (CH11).</summary>
    public Task<MiraklResult<SalesChannelList>> ListChannelsAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<SalesChannelList>(new(MiraklOperations.Channels), cancellationToken);

    /// <summary>Custom fields (AF01).</summary>
    public Task<MiraklResult<CustomFieldList>> ListCustomFieldsAsync(CancellationToken cancellationToken) => api.ReadAsync<CustomFieldList>(
        new(MiraklOperations.CustomFields) { Query = MiraklQuery.Empty.WithJoined("entities", ["OFFER", "ORDER", "ORDER_LINE", "SHOP"]) }, cancellationToken);

    /// <summary>Types of documents that orders may have (DO01).</summary>
    public Task<MiraklResult<DocumentTypeList>> ListDocumentTypesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<DocumentTypeList>(new(MiraklOperations.DocumentTypes) { Query = MiraklQuery.Empty.With("entities", "ORDER") }, cancellationToken);

    /// <summary>Reasons of refunds, cancellations, incidents and messages (RE01).</summary>
    public Task<MiraklResult<ReasonList>> ListReasonsAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<ReasonList>(new(MiraklOperations.Reasons), cancellationToken);

    /// <summary>Carriers that the operator knows (SH21).</summary>
    public Task<MiraklResult<CarrierList>> ListCarriersAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<CarrierList>(new(MiraklOperations.Carriers), cancellationToken);

    /// <summary>Ways of shipping (SH12).</summary>
    public Task<MiraklResult<ShippingTypeList>> ListShippingTypesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<ShippingTypeList>(new(MiraklOperations.ShippingTypes), cancellationToken);

    /// <summary>Logistic classes of offers (SH31).</summary>
    public Task<MiraklResult<LogisticClassList>> ListLogisticClassesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<LogisticClassList>(new(MiraklOperations.LogisticClasses), cancellationToken);

    /// <summary>Conditions of offers (OF61).</summary>
    public Task<MiraklResult<OfferStateList>> ListOfferStatesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<OfferStateList>(new(MiraklOperations.OfferStates), cancellationToken);
}
