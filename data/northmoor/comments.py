"""What people wrote at the end of the survey, by level."""

from __future__ import annotations

COMMENTS = (
    ("executive", "A useful exercise. I should like to see how the other functions answered."),
    ("senior", "We do not lack figures. We lack two hours in which somebody looks at what they mean."),
    ("senior", "Please do not add another meeting. Use the ones we have."),
    ("senior", "The goals of my function and those of Production cannot both be met, and everybody knows it."),
    ("senior", "Good maps, good meetings, no owner. That is my summary."),
    ("middle", "Every late order has six experts and no parent."),
    ("middle", "The strategy was presented well in November. Since then I have not heard of it."),
    ("middle", "I fill in the same figures for two reports each Monday."),
    ("middle", "If Tuesday's and Thursday's meeting were one, I would gain an hour a week."),
    ("middle", "We have good people who would take on more if somebody told them that they may."),
    ("middle", "Cooperation with the laboratory is excellent."),
    ("middle", "I should like to know what happens with the customer survey."),
    ("middle", "The configurator was promised in 2024. We still type specifications from e-mails."),
    ("front_line", "I like working here. The instruments are the best there are."),
    ("front_line", "When something is urgent everybody helps. When it is not urgent nobody does, until it is."),
    ("front_line", "Nobody told us what the numbers on the board are for."),
    ("front_line", "We know why the parts are missing. Nobody asks us."),
    ("front_line", "The new maps for Line 2 are really good, thank you."),
    ("front_line", "The spare parts promise is not fair to those who have to say it on the telephone."),
    ("front_line", "Some questions I could not answer, I never see those reports."),
    ("front_line", "More time for cleaning and maintenance please, less for lists."),
    ("front_line", "The certificate is the bottleneck. Everyone waits for the signature."),
    ("front_line", "My team leader listens. Above that I cannot say."),
    ("front_line", "Address labels are typed three times!"),
    ("front_line", "On nights there is nobody who may decide anything."),
    ("front_line", "none"),
)
