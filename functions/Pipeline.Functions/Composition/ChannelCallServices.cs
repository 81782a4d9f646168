using Pipeline.Core.Calls;
using Pipeline.Core.Channels;
using Pipeline.Storage.Channels;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what the calls of channels share: their limits, and the lists that they keep.</summary>
internal static class ChannelCallServices
{
    public static IServiceCollection AddChannelCalls(this IServiceCollection services) => services
        .AddSingleton<ICallSlots, CallSlotStore>()
        .AddSingleton<IVocabularyStore, VocabularyStore>();
}
