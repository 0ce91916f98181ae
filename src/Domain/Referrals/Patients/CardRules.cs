using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What may happen to a health card. One card is not replaced at a time: another comes in its place.</summary>
public static class CardRules
{
    public static Decision Issue(Patient state, IssueHealthCard command, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (!CardMedia.All.Contains(command.Medium)) return Field("medium");
        if (Current(state) is not null) return new HealthCardThere();
        return Decision.Of(Issued(state, command.Medium, null, command.Unit, context));
    }

    public static Decision Bind(Patient state, BindHealthCard command)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (command.Phone.Count(char.IsAsciiDigit) < 7) return Field("phone");
        return On(state, command.CardId, CardStates.Active, card => card.Phone == command.Phone
            ? Decision.Nothing
            : Decision.Of(new HealthCardBound(card.Id, new(state.Id, new(command.Phone)))));
    }

    public static Decision Suspend(Patient state, SuspendHealthCard command)
    {
        if (!CardReasons.All.Contains(command.Reason)) return Field("reason");
        return On(state, command.CardId, null, card => card.State switch
        {
            CardStates.Suspended => Decision.Nothing,
            CardStates.Active => Decision.Of(new HealthCardSuspended(card.Id, command.Reason)),
            _ => new HealthCardNotUsable(),
        });
    }

    public static Decision Resume(Patient state, ResumeHealthCard command) => On(state, command.CardId, null, card => card.State switch
    {
        CardStates.Active => Decision.Nothing,
        CardStates.Suspended => Decision.Of(new HealthCardResumed(card.Id)),
        _ => new HealthCardNotUsable(),
    });

    public static Decision Replace(Patient state, ReplaceHealthCard command, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (!CardMedia.All.Contains(command.Medium)) return Field("medium");
        return On(state, command.CardId, null, card =>
        {
            if (card.State == CardStates.Replaced) return new HealthCardNotUsable();
            var issued = Issued(state, command.Medium, card.Id, command.Unit, context);
            return Decision.Of(new HealthCardReplaced(card.Id, issued.CardId), issued);
        });
    }

    /// <summary>The card that is not replaced, or null.</summary>
    public static HealthCard? Current(Patient state) => state.Cards.Find(card => card.State != CardStates.Replaced);

    private static HealthCardIssued Issued(Patient state, string medium, Guid? inPlaceOf, string unit, StepContext context) =>
        new(context.NewId(), new(state.Id, CardNumber.Of(context.NewId())), medium, inPlaceOf, unit);

    private static Decision On(Patient state, Guid card, string? must, Func<HealthCard, Decision> decide)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (state.Cards.Find(c => c.Id == card) is not { } found) return new HealthCardNotFound();
        return must is not null && found.State != must ? new HealthCardNotUsable() : decide(found);
    }

    private static PatientInvalid Field(string field) => new() { Fields = new Dictionary<string, string[]> { [field] = ["unknown"] } };
}
