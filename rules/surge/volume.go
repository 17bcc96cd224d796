package surge

// ObserveVolume scores the next step of a series of which the volume is all that is
// known; so the volume has the whole promise. A detector is asked either this or Observe.
func (d *Detector) ObserveVolume(at Clock, count float64) Reading {
	m := d.Volume.Observe(at, count)
	novelty, _ := d.novelty(at, count, m)
	return Reading{Mark: m, Kind: Volume, Usual: m.Expected, Novelty: novelty}
}
