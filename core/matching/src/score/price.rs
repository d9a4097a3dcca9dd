//! Prices held against every eligible pair.

use serde::{Deserialize, Serialize};

use super::candidates::{ScanError, ScanOptions};
use super::compile::Scorer;
use crate::scan::{ByPrice, in_parallel, sweep};

/// How many mentees make one task of a thread.
const TASK: usize = 256;

/// What prices miss: the pairs worth more than both people's prices together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pricing {
    /// How many eligible pairs have a negative reduced cost; 0 proves that the prices are feasible for all of them.
    pub violations: u64,
    /// The most negative reduced cost, 0 if none is.
    pub least: i64,
    /// For each mentee the most negative reduced cost of its pairs, 0 if none is. Prices raised by these are feasible,
    /// so their sum (times capacities) bounds what any assignment can reach.
    pub least_of_mentee: Vec<i64>,
    /// The violated pairs, the most negative first, ties by mentee and mentor; no more than `k` of each mentee and
    /// `most` in all.
    pub pairs: Vec<Underpriced>,
}

/// A pair with a negative reduced cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Underpriced {
    /// Both prices less the score and the bonus.
    pub reduced_cost: i64,
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
    /// The score of the pair.
    pub score: u16,
}

impl Scorer {
    /// Holds prices against all eligible pairs, without keeping these: the reduced cost of a pair is the mentee's price
    /// and the mentor's price less the score and `bonus`, which is what a pair counts for being one.
    ///
    /// Prices beyond ±2^60 count as that much.
    ///
    /// # Errors
    /// [`ScanError::WrongPrices`].
    ///
    /// ```
    /// # use semillero_matching::*;
    /// # let population = Population::default();
    /// # let measure = Measure::History;
    /// # let criterion = Criterion { factor: 0, mentee_weight: 10_000, mentor_weight: 0, measure };
    /// # let policy = Policy { version: 1, criteria: vec![criterion], gates: vec![], fusion: Fusion::Min };
    /// # let scorer = Scorer::compile(&population, &policy).unwrap();
    /// let options = ScanOptions { k: Some(8), ..ScanOptions::default() };
    /// let pricing = scorer.price_out(&[], &[], 100_000, &options).unwrap();
    /// assert_eq!(pricing.violations, 0);
    /// ```
    pub fn price_out(
        &self,
        mentee_prices: &[i64],
        mentor_prices: &[i64],
        bonus: i64,
        options: &ScanOptions,
    ) -> Result<Pricing, ScanError> {
        if mentee_prices.len() != self.mentees.ids.len() || mentor_prices.len() != self.mentors.ids.len() {
            return Err(ScanError::WrongPrices);
        }
        let mentee_prices: Vec<i64> = mentee_prices.iter().map(|&price| bounded(price) - bounded(bonus)).collect();
        let mentor_prices: Vec<i64> = mentor_prices.iter().map(|&price| bounded(price)).collect();
        let (layout, path) = (self.layout(), options.path());
        let mentees = mentee_prices.len();
        let (least, above) = ByPrice::above(layout, &mentor_prices);
        let parts = in_parallel(mentees.div_ceil(TASK), options.threads, &|_| true, |task| {
            let mut sink = ByPrice::new(layout, options, [&mentee_prices, &mentor_prices], (least, &above));
            let range = task * TASK..mentees.min((task + 1) * TASK);
            sweep(self, layout, path, range, 0..layout.blocks, &mut sink)?;
            Ok(sink.pricing)
        })?;
        let mut pricing = Pricing::default();
        for mut part in parts {
            pricing.violations += part.violations;
            pricing.least = pricing.least.min(part.least);
            pricing.least_of_mentee.append(&mut part.least_of_mentee);
            pricing.pairs.append(&mut part.pairs);
            pricing.bound(options);
        }
        pricing.finish(options);
        Ok(pricing)
    }
}

const fn bounded(price: i64) -> i64 {
    if price > 1 << 60 {
        1 << 60
    } else if price < -(1 << 60) {
        -(1 << 60)
    } else {
        price
    }
}

impl Pricing {
    /// Takes the underpriced pairs of the next mentee, and empties the list.
    pub(crate) fn add_row(&mut self, found: &mut Vec<Underpriced>, options: &ScanOptions) {
        self.violations += found.len() as u64;
        found.sort_unstable();
        let least = found.first().map_or(0, |worst| worst.reduced_cost);
        self.least_of_mentee.push(least);
        self.least = self.least.min(least);
        found.truncate(options.k.map_or(usize::MAX, |k| k as usize));
        self.pairs.append(found);
        self.bound(options);
    }

    /// Keeps the list within twice what is asked for.
    fn bound(&mut self, options: &ScanOptions) {
        if self.pairs.len() / 2 > options.most as usize {
            self.finish(options);
        }
    }

    fn finish(&mut self, options: &ScanOptions) {
        self.pairs.sort_unstable();
        self.pairs.truncate(options.most as usize);
    }
}
