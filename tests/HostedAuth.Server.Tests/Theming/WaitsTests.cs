using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Tests.Theming;

public sealed class WaitsTests
{
    [Theory]
    [InlineData(0, "1 second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(61, "2 minutes")]
    [InlineData(900, "15 minutes")]
    [InlineData(3540, "59 minutes")]
    [InlineData(3541, "1 hour")]
    [InlineData(3600, "1 hour")]
    [InlineData(3601, "1 hour and 1 minute")]
    [InlineData(7500, "2 hours and 5 minutes")]
    public void A_wait_is_told_in_the_unit_that_people_would_use(int seconds, string words) =>
        Waits.InWords(TextsOf("en"), TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    [Theory]
    [InlineData("de", "1 Sekunde", "59 Minuten", "1 Stunde und 1 Minute")]
    [InlineData("fr", "1 seconde", "59 minutes", "1 heure et 1 minute")]
    [InlineData("es", "1 segundo", "59 minutos", "1 hora y 1 minuto")]
    public void It_is_told_in_the_language_of_the_page(string language, string second, string minutes, string hour)
    {
        var texts = TextsOf(language);

        Waits.InWords(texts, TimeSpan.FromSeconds(0.2)).ShouldBe(second);
        Waits.InWords(texts, TimeSpan.FromSeconds(3540)).ShouldBe(minutes);
        Waits.InWords(texts, TimeSpan.FromSeconds(3660)).ShouldBe(hour);
    }

    private static Texts TextsOf(string language) =>
        new Languages(Path.Combine(AppContext.BaseDirectory, "themes", "default"), language).Own;
}
