# More reference values from R 4.2.2 where r_reference.R has none.
# Packages: stats, exact2x2 1.7.0 (CRAN), psych 2.2.9, coin, jsonlite. Run: Rscript r_more.R > r_more.json
suppressMessages({ library(exact2x2); library(coin); library(jsonlite) })
set.seed(2015)
open <- function(x) lapply(x, function(v) if (is.infinite(v)) NA else v)
two <- function(a, n1, b, n2) matrix(c(a, n1 - a, b, n2 - b), 2)

# Odds ratios: estimate, the interval that inverts Fisher's test, R's central interval
tables <- list(c(20, 30, 7, 20), c(7, 262, 30, 494), c(6, 18, 12, 17), c(4, 4, 7, 20), c(0, 7, 9, 12), c(300, 500, 250, 500))
for (i in 1:20) { n <- sample(2:90, 2, TRUE); tables[[length(tables) + 1]] <- c(sample(0:n[1], 1), n[1], sample(0:n[2], 1), n[2]) }
tables <- Filter(function(t) t[1] + t[3] > 0 && t[1] + t[3] < t[2] + t[4], tables)
odds <- lapply(tables, function(t) { m <- two(t[1], t[2], t[3], t[4]); f <- fisher.test(m)
  list(table = t, p = f$p.value, estimate = open(f$estimate)[[1]], matching = open(exact2x2:::exact2x2CI(m, tsmethod = "minlike", tol = 1e-8)[1:2]), central = open(f$conf.int)) })

# Fisher's test in large tables, and the log-Wald interval (from a logistic regression)
large <- lapply(list(c(30000, 50000, 29900, 50000), c(501, 1000, 470, 1001), c(12, 40000, 30, 60000), c(70, 100, 50000, 99900)), function(t) {
  g <- glm(cbind(c(t[3], t[1]), c(t[4] - t[3], t[2] - t[1])) ~ c(0, 1), family = binomial, control = list(epsilon = 1e-14))
  list(table = t, p = fisher.test(two(t[1], t[2], t[3], t[4]), conf.int = FALSE)$p.value, estimate = exp(coef(g)[[2]]), wald = exp(confint.default(g)[2, ])) })

# Tables of r x c; the last one has far more than 5 million tables with its margins
rxc <- lapply(list(c(3, 3), c(2, 5), c(4, 3), c(3, 4), c(2, 3), c(5, 3)), function(s) { m <- matrix(rpois(prod(s), 3), nrow = s[1]); list(table = m, p = fisher.test(m, workspace = 2e8)$p.value) })
many <- rbind(c(20, 14, 9, 5), c(12, 16, 11, 6), c(9, 13, 12, 11), c(5, 9, 11, 8))
many_p <- fisher.test(many, workspace = 2e9)$p.value

# Two samples: Hodges-Lehmann without and with ties, rank-sum of more than 100
shift <- lapply(1:8, function(i) { x <- rnorm(sample(4:30, 1), 50, 10); y <- rnorm(sample(4:30, 1), 45, 12)
  if (i > 4) { x <- round(c(x, x)); y <- round(c(y, y)) }
  w <- suppressWarnings(wilcox.test(x, y, conf.int = TRUE, exact = i <= 4, correct = TRUE, tol.root = 1e-9))
  list(x = x, y = y, median = median(outer(x, y, "-")), interval = w$conf.int, tied = i > 4) })
long <- lapply(1:3, function(i) { x <- round(rnorm(60 + i, 50, 10)); y <- round(rnorm(70, 46, 10))
  list(x = x, y = y, p = suppressWarnings(wilcox.test(x, y, exact = FALSE, correct = TRUE)$p.value)) })

# Kruskal-Wallis with ties; with a group of 3 the permutation P from 2 million draws
kruskal <- lapply(1:6, function(i) { s <- lapply(sample(5:20, sample(3:5, 1), TRUE), function(n) round(rnorm(n, 50 + 3 * i, 12))); list(samples = s, p = kruskal.test(s)$p.value) })
small <- list(c(44, 51, 38, 60, 47, 52, 39, 58, 55, 41), c(52, 61, 64, 49, 57, 66, 70, 58), c(66, 72, 58))
groups <- factor(rep(1:3, lengths(small)))
small_p <- pvalue(kruskal_test(unlist(small) ~ groups, distribution = approximate(nresample = 2000000)))

# Pairs: Hodges-Lehmann without ties, signed-rank of more than 200, t interval
walsh <- lapply(c(6, 9, 18, 40), function(n) { b <- runif(n, 10, 60); l <- b * runif(n, 0, 1.2)
  b <- round(b, 5); l <- round(l, 5); w <- wilcox.test(l, b, paired = TRUE, conf.int = TRUE, exact = TRUE); t <- t.test(l, b, paired = TRUE)
  list(baseline = b, later = l, estimate = w$estimate[[1]], interval = w$conf.int, p = w$p.value, mean = t$estimate[[1]], t_interval = t$conf.int, t_p = t$p.value) })
b <- sample(c(5, 10, 20, 30, 40, 60), 260, TRUE); l <- pmax(0, b - sample(c(-20, -5, 0, 5, 10), 260, TRUE))
w <- suppressWarnings(wilcox.test(l, b, paired = TRUE, exact = FALSE, correct = TRUE, conf.int = TRUE, tol.root = 1e-9)); d <- (l - b)[l != b]
a <- outer(d, d, "+") / 2
long_pairs <- list(baseline = b, later = l, p = w$p.value, estimate = median(a[upper.tri(a, TRUE)]), interval = w$conf.int)

# Change in the mean dose: the delta method for the log ratio of paired means, from the covariance matrix of the two means
ratio <- lapply(c(3, 8, 18), function(n) { b <- sample(c(20, 30, 40, 60), n, TRUE); l <- b * sample(c(.1, .25, .5, .9), n, TRUE)
  v <- cov(cbind(b, l)) / n; g <- c(-1 / mean(b), 1 / mean(l)); se <- sqrt(drop(t(g) %*% v %*% g))
  list(baseline = b, later = l, estimate = 100 * (mean(l) / mean(b) - 1), interval = 100 * (exp(log(mean(l) / mean(b)) + c(-1, 1) * qt(.975, n - 1) * se) - 1)) })

# Median with its order statistics, quartiles, t interval of one sample
one <- lapply(c(6, 7, 18, 55, 400), function(n) { x <- round(rexp(n, .02), 1); k <- qbinom(.025, n, .5); if (pbinom(k, n, .5) <= .025) k <- k + 1
  s <- sort(x); list(x = x, interval = s[c(k, n + 1 - k)], quartiles = quantile(x, c(.25, .5, .75), names = FALSE), mean = mean(x), t_interval = t.test(x)$conf.int) })

# Cohen's kappa
kappa <- lapply(list(matrix(c(28, 2, 1, 23), 2), matrix(c(12, 1, 2, 3), 2), matrix(c(20, 3, 1, 2, 10, 4, 0, 3, 11), 3)), function(m) list(table = m, kappa = suppressWarnings(psych::cohen.kappa(m)$confid["unweighted kappa", ])))

cat(toJSON(list(odds_ratio = odds, large_two_by_two = large, r_by_c = rxc, many_tables = list(table = many, p = many_p), shift = shift, long_samples = long,
  kruskal = kruskal, kruskal_small = list(samples = small, p = as.numeric(small_p)), walsh = walsh, long_pairs = long_pairs, change_in_mean = ratio, one_sample = one, kappa = kappa),
  digits = NA, auto_unbox = TRUE, na = "null", matrix = "rowmajor"), "\n")
