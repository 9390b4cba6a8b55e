namespace Efficiency.Accountability.Domain;

/// <summary>Settings of the appraisal of staff and units. Points start empty: no amount, no points (AMB-23).</summary>
internal static partial class PolicyCatalogue
{
    private static IEnumerable<PolicyKey> Appraisal()
    {
        var points = new NumberShape(-100, 100);
        return
        [
            Key("Appraisal.Scheme", new ChoiceShape("five-contents", "five-dimensions"), null, "PA-02", "PA-06"),
            Key("Appraisal.DimensionWeights", new WeightsShape("morality", "ability", "diligence", "achievement", "integrity"),
                null, "PA-07"),
            Key("Appraisal.EvaluatorWeights", new WeightsShape("peers", "leader"), null, "PA-08"),
            Key("Appraisal.Grades", new BoundsShape("excellent", "competent", "basically-competent"),
                new Dictionary<string, int>(StringComparer.Ordinal)
                {
                    ["excellent"] = 90, ["competent"] = 70, ["basically-competent"] = 60,
                },
                "PA-11"),
            Key("Appraisal.Rounding", new ChoiceShape("none", "half-up"), "none", "PA-11"),
            Key("Appraisal.Occasion", new ChoiceShape("with-year-end-assessment"), null, "PA-03", "PA-10"),
            // A day of the following year.
            Key("Appraisal.CloseBy", new MonthDayShape(), "01-31", "PA-10"),
            Key("Appraisal.ExemptAbsenceMonths", new WholeNumberShape(1, 12), 6, "PA-18"),
            Key("Appraisal.NewcomerMonths", new WholeNumberShape(1, 12), 6, "PA-19"),
            Key("Appraisal.Deductions", new DeductionsShape(), null, "PA-24"),
            Key("UnitAppraisal.Weights", new WeightsShape("work-effect", "efficiency-construction", "leaders", "society"),
                null, "UA-08"),
            // AMB-32: the seed's third category has four units whose names are lost.
            Key("UnitAppraisal.CategoryThree", new TextsShape(4, 100), null, "UA-06"),
            Key("UnitScore.Yellow", points, null, "TL-04"),
            Key("UnitScore.YellowThreeRunning", points, null, "TL-04"),
            Key("UnitScore.Red", points, null, "TL-04"),
            Key("UnitScore.SecondRed", points, null, "TL-15"),
            Key("UnitScore.EarlyEveryTenPercent", points, null, "TL-06"),
            Key("UnitScore.PromiseThirtyPercentShorter", points, null, "TL-16", "TL-17"),
            Key("UnitScore.SanctionWarning", points, null, "LAW-08"),
            Key("UnitScore.SanctionDemerit", points, null, "LAW-08"),
            Key("UnitScore.SanctionMajorDemerit", points, null, "LAW-08"),
            Key("UnitScore.SanctionDowngrade", points, null, "LAW-08"),
            Key("UnitScore.SanctionRemoval", points, null, "LAW-08"),
            Key("UnitScore.SanctionDismissal", points, null, "LAW-08"),
        ];
    }
}
